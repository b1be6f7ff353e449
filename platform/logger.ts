/** Structured facts that go with a line. Never put secrets or whole payloads here. */
export type LogFields = Record<string, unknown>;
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

const RANK: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

/** One line per fact, on stderr, so that stdout stays free for what a command prints. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

function describe(value: unknown): unknown {
  return value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value;
}

/** A logger of one part ("worker", "ingest"): JSON lines with time, level, part and message. */
export function createLogger(
  part: string,
  level: LogLevel = 'info',
  write = (line: string) => void process.stderr.write(line),
): Logger {
  const emit =
    (at: LogLevel) =>
    (message: string, fields: LogFields = {}) => {
      if (RANK[at] < RANK[level]) return;
      const rest = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, describe(value)]));
      write(`${JSON.stringify({ time: new Date().toISOString(), level: at, part, message, ...rest })}\n`);
    };
  return { debug: emit('debug'), info: emit('info'), warn: emit('warn'), error: emit('error') };
}
