/** Tells the story, one step after the other. */
export class Narrator {
  private steps = 0;
  private current = '开始之前';

  /** Where the story stands, for whoever has to say where it broke off. */
  get place(): string {
    return this.current;
  }

  chapter(title: string): void {
    console.log(`\n【${title}】`);
  }

  /** Who does what. */
  step(what: string): void {
    this.steps += 1;
    this.current = `第 ${this.steps} 步（${what}）`;
    console.log(`\n${String(this.steps).padStart(2)}. ${what}`);
  }

  /** What the screen shows then. */
  shows(...lines: readonly string[]): void {
    for (const line of lines) console.log(`      ${line}`);
  }
}
