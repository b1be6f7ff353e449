// `analytics-node` 6 has no types of its own: what our test calls, by its readme.
declare module 'analytics-node' {
  type Done = (error?: Error) => void;

  export default class Analytics {
    constructor(
      writeKey: string,
      options?: {
        host?: string;
        path?: string;
        flushAt?: number;
        flushInterval?: number;
        maxQueueSize?: number;
        retryCount?: number;
        timeout?: number | string;
        enable?: boolean;
        errorHandler?: (error: Error) => void;
      },
    );
    identify(message: object, done?: Done): this;
    track(message: object, done?: Done): this;
    page(message: object, done?: Done): this;
    screen(message: object, done?: Done): this;
    group(message: object, done?: Done): this;
    alias(message: object, done?: Done): this;
    flush(done?: Done): Promise<unknown>;
  }
}
