/** How long to wait before a server that ended is started again: not long at first, longer each time it ends soon after. Knows no server and no clock. */

/** The longest delay, in first ones. */
const growth = 30;
/** A server that ran for so many of them was healthy. */
const healthy = 180;

export class RestartDelay {
  private last: number | undefined;

  /** `first` answers the shortest delay in milliseconds; all else is in proportion to it. */
  constructor(private readonly first: () => number) {}

  /** The delay in milliseconds, where the server had run for so many. */
  after(ran: number): number {
    const first = this.first();
    this.last = this.last === undefined || ran >= first * healthy ? first : Math.min(this.last * 2, first * growth);
    return this.last;
  }

  /** As if nothing had ended yet. */
  forget(): void {
    this.last = undefined;
  }
}
