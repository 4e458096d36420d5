import { dispositionOf, type Disposition, type Script } from './script';
import { anyOtherNumber, testNumbers } from './test-numbers';

/** The script of each number, and how often each was dialed. */
export class Destinations {
  private readonly scripts = new Map<string, Script>();
  private readonly dialed = new Map<string, number>();

  /** Set a number's script and restart it. */
  script(e164: string, script: Script): void {
    this.scripts.set(e164, script);
    this.dialed.delete(e164);
  }

  /** The script and the disposition of the number's next dial. */
  next(e164: string): { script: Script; disposition: Disposition } {
    const script = this.scripts.get(e164) ?? testNumbers[e164] ?? anyOtherNumber;
    return { script, disposition: dispositionOf(script, this.dialed.get(e164) ?? 0) };
  }

  /** Count a dial, also a refused one: each uses one disposition of the script. */
  count(e164: string): void {
    this.dialed.set(e164, (this.dialed.get(e164) ?? 0) + 1);
  }

  forgetAll(): void {
    this.scripts.clear();
    this.dialed.clear();
  }
}
