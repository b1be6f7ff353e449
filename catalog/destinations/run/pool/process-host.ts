import type { ToChild, WorkMessage } from '../child/messages';
import { DefinitionProcess, type Death, type ProcessLimits } from './definition-process';

/** Who hears of one piece of work. */
export interface Work {
  message: ToChild;
  onMessage: (message: Exclude<WorkMessage, { kind: 'done' }>) => void;
  onDone: (value: unknown, error: string | null) => void;
  /** The process ended while this was in it. */
  onDeath: (death: Death) => void;
}

const WATCH_MS = 200;
const IDLE_MS = 60_000;

/**
 * A place for work that always has a process: started when needed, watched while it works, replaced when it is worn out
 * (the old one finishes what it has), ended when nothing was asked of it for a minute.
 */
export class ProcessHost {
  private current: DefinitionProcess | null = null;
  private readonly works = new Map<DefinitionProcess, Map<number, Work>>();
  private watching: NodeJS.Timeout | null = null;
  private idle: NodeJS.Timeout | null = null;

  constructor(private readonly limits: ProcessLimits) {}

  /** Pieces of work under way. */
  get busy(): number {
    let count = 0;
    for (const works of this.works.values()) count += works.size;
    return count;
  }

  /** Starts a piece of work. */
  start(work: Work): void {
    const child = this.process();
    const works = this.works.get(child);
    if (this.busy === 0) child.rest();
    works?.set(work.message.id, work);
    child.tell(work.message);
    if (this.idle) clearTimeout(this.idle);
    this.idle = null;
    // This timer also keeps the process alive while there is work; an idle process does not.
    this.watching ??= setInterval(() => this.watch(), WATCH_MS);
  }

  /** Ends its processes; what is in them fails as CLOSED. */
  close(): void {
    for (const child of [...this.works.keys()]) child.stop('CLOSED');
    this.settle();
  }

  private process(): DefinitionProcess {
    if (this.current && !this.current.worn) return this.current;
    const child: DefinitionProcess = new DefinitionProcess(
      this.limits,
      (message) => this.hear(child, message),
      (death) => this.bury(child, death),
    );
    this.current = child;
    this.works.set(child, new Map());
    return child;
  }

  private hear(child: DefinitionProcess, message: WorkMessage): void {
    const works = this.works.get(child);
    const work = works?.get(message.id);
    if (!works || !work) return;
    if (message.kind !== 'done') return work.onMessage(message);
    works.delete(message.id);
    if (works.size === 0 && child !== this.current) child.stop('CLOSED');
    this.settle();
    work.onDone(message.value, message.error);
  }

  private bury(child: DefinitionProcess, death: Death): void {
    const left = [...(this.works.get(child)?.values() ?? [])];
    this.works.delete(child);
    if (this.current === child) this.current = null;
    this.settle();
    for (const work of left) work.onDeath(death);
  }

  private watch(): void {
    for (const [child, works] of [...this.works]) if (works.size > 0) child.watch();
  }

  /** Goes to rest when there is no work left. */
  private settle(): void {
    if (this.busy > 0) return;
    if (this.watching) clearInterval(this.watching);
    this.watching = null;
    if (this.idle || !this.current) return;
    this.idle = setTimeout(() => this.current?.stop('CLOSED'), IDLE_MS);
    this.idle.unref();
  }
}
