type Node = Readonly<Record<string, unknown>>;

/** Members that hold no nodes: types, and the values of rows and literals. */
const values: readonly string[] = ["rows", "type", "value"];

/**
 * A tree of plan nodes and expressions built anew: each node as `change` answers it, or with its members rewritten where
 * that is undefined. Plans are frozen plain data, so this reaches every expression of every node.
 * @param change is given `enter`, which rewrites the node's members alone
 * @param opaque more members that are taken over as they are
 */
export function rewriteTree<T>(
  tree: T,
  change: (node: Node, enter: (node: Node) => Node) => unknown,
  opaque: readonly string[] = [],
): T {
  const kept = new Set([...values, ...opaque]);
  const enter = (node: Node): Node =>
    Object.freeze(
      Object.fromEntries(
        Object.entries(node).map(([key, member]) => [key, kept.has(key) ? member : walk(member)]),
      ),
    );
  const walk = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(walk);
    if (typeof each !== "object" || each === null || Object.getPrototypeOf(each) !== Object.prototype)
      return each;
    return change(each as Node, enter) ?? enter(each as Node);
  };
  return walk(tree) as T;
}
