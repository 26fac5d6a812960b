/** Where lines run, as the shell commands it. */
export interface ClusterControl {
  /** Such as `localhost:15002`; undefined: in this process. */
  readonly place: string | undefined;
  /** The same in words. */
  readonly whereLinesRun: string;
  /**
   * Lines run on a Spark Connect server from now on; queries started here go on.
   * @param url `sc://HOST:PORT`, with parameters
   * @returns what to tell
   * @throws UserError when it is none, or nothing answers there
   */
  connect(url: string): Promise<string>;
  /** Lines run here again; the session on the server ends, with its queries. @returns what to tell */
  disconnect(): Promise<string>;
}
