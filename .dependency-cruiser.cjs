/**
 * The house: imports only go down this table, and rooms of one rank never import each other.
 * Each room names what it may import; DESIGN.md says what each room holds.
 */
const rooms = {
  util: [],
  types: ["util"],
  plan: ["util", "types"],
  contracts: ["util", "types", "plan"],
  sql: ["util", "types", "plan", "contracts"],
  engine: ["util", "types", "plan", "contracts"],
  connect: ["util", "types", "plan", "contracts"],
  pane: ["util", "types", "plan", "contracts"],
  kafka: ["util"],
  connectors: ["util", "types", "plan", "contracts", "kafka"],
  twitter: ["util", "types", "plan", "contracts", "kafka"],
  shell: ["util", "types", "plan", "contracts", "sql", "pane"],
};

const downward = Object.entries(rooms).map(([room, allowed]) => ({
  name: `${room}-imports-down`,
  comment: `${room}/ may import only ${allowed.length ? allowed.join(", ") : "no other room"}: a room that knows less can be read, tested and replaced alone.`,
  severity: "error",
  from: { path: `^src/${room}/` },
  to: { path: "^src/", pathNot: [room, ...allowed].map(r => `^src/${r}/`) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...downward,
    {
      name: "connectors-see-only-the-kafka-client",
      comment:
        "The broker is a server that happens to live in the same process: sources and producers reach it over TCP, like any other broker.",
      severity: "error",
      from: { path: "^src/(connectors|twitter)/" },
      to: { path: "^src/kafka/", pathNot: "^src/kafka/client/" },
    },
    {
      name: "broker-and-client-meet-in-protocol",
      comment: "A client that reached into the broker would pass tests that no real broker passes.",
      severity: "error",
      from: { path: "^src/kafka/client/" },
      to: { path: "^src/kafka/broker/" },
    },
    {
      name: "broker-knows-no-client",
      comment: "As above, from the other side.",
      severity: "error",
      from: { path: "^src/kafka/broker/" },
      to: { path: "^src/kafka/client/" },
    },
    {
      name: "no-cycles",
      comment: "A cycle is two files that hold one idea, or one file that holds two.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-undeclared-packages",
      comment: "What is not in package.json is there by luck.",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown", "unknown", "undetermined"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
