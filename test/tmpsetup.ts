export default async function setup(project: { provide(k: string, v: number): void }) {
  project.provide("sparkConnect", 15902);
  return async () => {};
}
