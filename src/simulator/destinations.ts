import { dispositionOf, type Disposition, type Script } from './script';
import { anyOtherNumber, testNumbers } from './test-numbers';

/** Knows how every number behaves, and how often each was dialed. */
export class Destinations {
  private readonly scripts = new Map<string, Script>();
  private readonly dialed = new Map<string, number>();

  /** Gives the number a script of its own, which starts anew. */
  script(e164: string, script: Script): void {
    this.scripts.set(e164, script);
    this.dialed.delete(e164);
  }

  /** What would become of a dial now. */
  next(e164: string): { script: Script; disposition: Disposition } {
    const script = this.scripts.get(e164) ?? testNumbers[e164] ?? anyOtherNumber;
    return { script, disposition: dispositionOf(script, this.dialed.get(e164) ?? 0) };
  }

  /** The number was dialed. A dial that is refused uses up its place in the script like any other. */
  count(e164: string): void {
    this.dialed.set(e164, (this.dialed.get(e164) ?? 0) + 1);
  }

  forgetAll(): void {
    this.scripts.clear();
    this.dialed.clear();
  }
}
