import { e164Schema } from './e164';
import { dispositionOf, scriptSchema, type Disposition, type Script } from './script';
import { anyOtherNumber, testNumbers } from './testNumbers';

/** Knows how every number behaves, and how often each was dialed. */
export class Destinations {
  private readonly scripts = new Map<string, Script>();
  private readonly dialed = new Map<string, number>();

  /** Gives the number a script of its own, which starts anew. Throws on a number or script that makes no sense. */
  script(e164: string, script: Script): void {
    this.scripts.set(e164Schema.parse(e164), scriptSchema.parse(script));
    this.dialed.delete(e164);
  }

  /** What becomes of this dial. A dial that is refused uses up its place in the script like any other. */
  next(e164: string): { script: Script; disposition: Disposition } {
    const script = this.scripts.get(e164) ?? testNumbers[e164] ?? anyOtherNumber;
    const earlier = this.dialed.get(e164) ?? 0;
    this.dialed.set(e164, earlier + 1);
    return { script, disposition: dispositionOf(script, earlier) };
  }

  forgetAll(): void {
    this.scripts.clear();
    this.dialed.clear();
  }
}
