import { createLogger } from '@/platform/logger';
import { installation } from '@/platform/installation';
import { redactor } from '@/platform/outbound-http/redact';
import { processState } from '@/platform/process-state';
import type { ToChild } from '../child/messages';
import type { RunStep } from '../contract';

/** Lines that all processes of definitions together may write into the log within a minute. */
export const LINES_PER_MINUTE = 20;
const MINUTE_MS = 60_000;
/** Characters of a line that are kept; what is behind them is mostly what a library was given. */
const LONGEST_LINE = 400;
/** Pieces of work that are remembered: code may well write about one that is over. */
const KEPT = 200;

const budget = () => processState('definition-complaints', () => ({ left: LINES_PER_MINUTE, since: 0, dropped: 0 }));

/** Every text within `value`. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}

/** What a piece of work is about: its step as text, or what it is asked with. Not its events, which are many. */
type About = string | unknown[];

/** The type that a piece of work is about, and the texts in it that may be secret. */
function readAbout(work: About): { type: string; texts: string[] } {
  const [first, ...rest] = typeof work === 'string' ? [JSON.parse(work) as RunStep] : work;
  if (typeof first === 'string') return { type: first, texts: textsIn(rest) };
  const { type, settings } = first as RunStep;
  return { type, texts: textsIn(settings) };
}

/**
 * What definitions and their libraries write to the error output of their process: into the log line by line, cut, a
 * few a minute, and without the settings of what was run, of which nobody knows which a library repeats.
 */
export class Complaints {
  private readonly works = new Map<string, About>();
  private begun = '';

  /** Remembers a piece of work that the process is given. */
  expect(message: ToChild): void {
    if (message.kind === 'start') return;
    const key = message.kind === 'run' ? message.step : String(message.id);
    this.works.delete(key);
    this.works.set(key, message.kind === 'run' ? message.step : message.args);
    if (this.works.size <= KEPT) return;
    const [oldest = ''] = this.works.keys();
    this.works.delete(oldest);
  }

  /** Takes what the process wrote. */
  hear(written: string, now = Date.now()): void {
    const lines = (this.begun + written).split('\n');
    // An unfinished line may be any length; its beginning is all that is shown of it.
    this.begun = (lines.pop() ?? '').slice(0, 4 * LONGEST_LINE);
    const shown = lines.filter((line) => line.trim() !== '' && this.mayWrite(now));
    if (shown.length > 0) this.write(shown);
  }

  private mayWrite(now: number): boolean {
    const minute = budget();
    if (now - minute.since >= MINUTE_MS) Object.assign(minute, { left: LINES_PER_MINUTE, since: now });
    minute.left -= 1;
    if (minute.left < 0) minute.dropped += 1;
    return minute.left >= 0;
  }

  private write(lines: string[]): void {
    const works = [...this.works.values()].map(readAbout);
    const redact = redactor(works.flatMap(({ texts }) => texts));
    const types = [...new Set(works.map(({ type }) => type))];
    const log = createLogger('definitions', installation().logLevel);
    const { dropped } = budget();
    budget().dropped = 0;
    for (const line of lines) {
      const text = redact(line.slice(0, 4 * LONGEST_LINE)).slice(0, LONGEST_LINE);
      log.warn('The code of a destination wrote to its error output.', {
        types,
        text,
        ...(dropped ? { dropped } : {}),
      });
    }
  }
}
