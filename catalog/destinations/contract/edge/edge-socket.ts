import { Duplex } from 'node:stream';

/** One end of a connection that lies in memory: what one end writes, the other reads. Looks like a socket to node:http. */
export class EdgeSocket extends Duplex {
  readonly connecting = false;
  readonly authorized = true;
  readonly remoteAddress = '192.0.2.1';
  readonly encrypted: boolean;
  #other: EdgeSocket | undefined;

  private constructor(encrypted: boolean) {
    super({ autoDestroy: true });
    this.encrypted = encrypted;
  }

  /** Two joined ends. `encrypted` says whether the caller believes it speaks TLS. */
  static pair(encrypted: boolean): [EdgeSocket, EdgeSocket] {
    const [near, far] = [new EdgeSocket(encrypted), new EdgeSocket(encrypted)];
    near.#other = far;
    far.#other = near;
    return [near, far];
  }

  override _read(): void {
    // The other end pushes whenever it has something: bodies here are small.
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#other?.push(chunk);
    done();
  }

  override _final(done: () => void): void {
    this.#other?.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const other = this.#other;
    this.#other = undefined;
    if (other && !other.destroyed) other.push(null);
    done(error);
  }

  setTimeout(): this {
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
}
