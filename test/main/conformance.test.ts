import { testScenarios } from "./scenarios.js";

testScenarios("conformance/scenarios.json");
