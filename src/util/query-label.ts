/** What a query is called where people read it: its name, else the start of its id. */
export function queryLabel({ name, id }: { readonly name: string | null; readonly id: string }): string {
  return name ?? id.slice(0, 8);
}
