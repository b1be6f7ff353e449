import type { FromThread, ToThread } from '../thread/messages';
import { DefinitionThread, type Death, type ThreadLimits } from './definition-thread';

/** Who hears of one piece of work. */
export interface Work {
  message: ToThread;
  onMessage: (message: Exclude<FromThread, { kind: 'done' }>) => void;
  onDone: (value: unknown, error: string | null) => void;
  /** The thread ended while this was in it. */
  onDeath: (death: Death) => void;
}

const WATCH_MS = 200;
const IDLE_MS = 60_000;

/**
 * A place for work that always has a thread: started when needed, watched while it works, replaced when it is worn out
 * (the old one finishes what it has), ended when nothing was asked of it for a minute.
 */
export class ThreadHost {
  private current: DefinitionThread | null = null;
  private readonly works = new Map<DefinitionThread, Map<number, Work>>();
  private watching: NodeJS.Timeout | null = null;
  private idle: NodeJS.Timeout | null = null;

  constructor(private readonly limits: ThreadLimits) {}

  /** Pieces of work under way. */
  get busy(): number {
    let count = 0;
    for (const works of this.works.values()) count += works.size;
    return count;
  }

  /** Starts a piece of work. */
  start(work: Work): void {
    const thread = this.thread();
    const works = this.works.get(thread);
    if (this.busy === 0) thread.rest();
    works?.set(work.message.id, work);
    thread.tell(work.message);
    if (this.idle) clearTimeout(this.idle);
    this.idle = null;
    // This timer also keeps the process alive while there is work; an idle thread does not.
    this.watching ??= setInterval(() => this.watch(), WATCH_MS);
  }

  /** Ends its threads; what is in them fails as CLOSED. */
  close(): void {
    for (const thread of [...this.works.keys()]) thread.stop('CLOSED');
    this.settle();
  }

  private thread(): DefinitionThread {
    if (this.current && !this.current.worn) return this.current;
    const thread: DefinitionThread = new DefinitionThread(
      this.limits,
      (message) => this.hear(thread, message),
      (death) => this.bury(thread, death),
    );
    this.current = thread;
    this.works.set(thread, new Map());
    return thread;
  }

  private hear(thread: DefinitionThread, message: FromThread): void {
    const works = this.works.get(thread);
    const work = works?.get(message.id);
    if (!works || !work) return;
    if (message.kind !== 'done') return work.onMessage(message);
    works.delete(message.id);
    if (works.size === 0 && thread !== this.current) thread.stop('CLOSED');
    this.settle();
    work.onDone(message.value, message.error);
  }

  private bury(thread: DefinitionThread, death: Death): void {
    const left = [...(this.works.get(thread)?.values() ?? [])];
    this.works.delete(thread);
    if (this.current === thread) this.current = null;
    this.settle();
    for (const work of left) work.onDeath(death);
  }

  private watch(): void {
    for (const [thread, works] of [...this.works]) if (works.size > 0) thread.watch();
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
