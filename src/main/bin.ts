#!/usr/bin/env node
console.log("tweet-shell");
