/** More than an editor is ever behind; the rest is forgotten. */
const MOST = 100;

/**
 * What an editor said itself and has not been told back yet. A text that comes back a while later is no news: on a busy
 * page one types on meanwhile, and taking it would undo the letters that were typed since.
 */
export class OwnWords {
  private said: string[] = [];

  say(text: string): void {
    this.said.push(text);
    if (this.said.length > MOST) this.said.shift();
  }

  /** Whether `text` is what the editor said itself; it and what was said before it then count as told back. */
  isOwn(text: string): boolean {
    const place = this.said.lastIndexOf(text);
    this.said = place < 0 ? [] : this.said.slice(place + 1);
    return place >= 0;
  }
}
