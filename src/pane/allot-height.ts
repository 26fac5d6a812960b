/**
 * Shares out the lines left for tables. The front one is asked first, then the query started last: each gets the least that makes
 * sense while there is room for it, so with many queries the older ones are left with their header alone. What
 * remains then goes round line by line, so that a long table does not starve a short one. The share depends on
 * which queries there are and how long their tables are, never on which spoke last: the pane keeps still.
 * @param needs lines each table would take, oldest query first; 0 for none
 * @param room lines to share
 * @param least lines below which a table longer than that is not shown
 * @param front which is asked first; the last if -1
 * @returns lines for each table, in the order of `needs`
 */
export function allotHeight(needs: readonly number[], room: number, least: number, front = -1): number[] {
  const allotted = needs.map(() => 0);
  let left = room;
  const order = needs.map((_, i) => i).reverse();
  if (front >= 0) order.unshift(...order.splice(order.indexOf(front), 1));
  for (const i of order) {
    const lines = Math.min(needs[i]!, least);
    if (lines > left) continue;
    allotted[i] = lines;
    left -= lines;
  }
  const wanting = () => needs.flatMap((need, i) => (allotted[i]! > 0 && allotted[i]! < need ? [i] : []));
  for (let open = wanting(); left > 0 && open.length > 0; open = wanting())
    for (const i of open.reverse().slice(0, left)) {
      allotted[i]!++;
      left--;
    }
  return allotted;
}
