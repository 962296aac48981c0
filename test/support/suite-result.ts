/** What the suite inside the extension host and the test outside of it say to each other. */

/** How one test of the suite ended. */
export interface Result {
  readonly title: string;
  /** Undefined where it passed. */
  readonly error?: string;
  /** What was measured, where something was. */
  readonly milliseconds?: number;
}

/** The variable that names the file in which the suite leaves its results. */
export const resultsVariable = 'SERVERLESS_WARDEN_RESULTS';
