import { testScenarios } from "./scenarios.js";

testScenarios("streams.json");
