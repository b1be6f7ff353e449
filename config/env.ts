import path from 'node:path';
import { z } from 'zod';
import { regionList, type Region } from './regions';

/** What one process does. `all` is the whole product, with the worker as a child process. */
export type ProcessRole = 'all' | 'web' | 'ingest' | 'worker';

/** How mail leaves the installation; null when no SMTP server is configured (mail then goes to log and outbox). */
export interface SmtpSettings {
  host: string;
  port: number;
  secure: boolean;
  user?: string;
  password?: string;
  from: string;
}

/** The environment, parsed once at start. Every variable is documented in docs/self-hosting.md. */
export interface Env {
  /** TCP port of dashboard, Tracking API and Public API. */
  port: number;
  /** Address to listen on. */
  host: string;
  /** Absolute path of the folder that holds the secrets, the embedded database, the spool and the mail outbox. */
  dataDir: string;
  /** Set: that PostgreSQL is used and none is started. Null: the embedded one. */
  databaseUrl: string | null;
  role: ProcessRole;
  /** Origin under which browsers and SDKs reach this installation, without a trailing slash. */
  publicUrl: string;
  /** Other origins that lead to this installation, which a source may hand out instead of the public one. */
  regions: Region[];
  /** Networks (CIDR) that destinations may reach although they are private. */
  allowPrivateNetworks: string[];
  /** Whether a stranger may create an account without an invitation. */
  openSignUp: boolean;
  /** Addresses (CIDR) of proxies whose X-Forwarded-For and X-Forwarded-Host are believed. */
  trustedProxies: string[];
  /** Days that events, outcomes and attempts are kept; whole days are dropped. */
  retentionDays: number;
  /** Seconds from SIGTERM during which requests are still taken while health says "draining". */
  drainSeconds: number;
  /** Events a second that each process takes from one workspace; null: no limit. */
  workspaceEventsPerSecond: number | null;
  /** Bytes of events that may wait in local files while PostgreSQL is slow or away. */
  spoolMaxBytes: number;
  /** Lets monitoring on other machines read /api/metrics; null: only programs on this one. */
  metricsToken: string | null;
  smtp: SmtpSettings | null;
  logLevel: 'debug' | 'info' | 'warn' | 'error';
  /** The programs run from their TypeScript (development, tests) and not from `build/`. */
  fromSource: boolean;
}

/** Thrown when a variable is wrong; the message names every wrong variable and what it must be. */
export class EnvError extends Error {
  override name = 'EnvError';
}

const cidr = z.union([z.cidrv4(), z.cidrv6()], {
  error: 'must be a comma-separated list of CIDR networks, e.g. 10.0.0.0/8,::1/128',
});
const cidrList = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .pipe(z.array(cidr));
const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false', '1', '0', 'on', 'off'], { error: 'must be true or false' })
    .optional()
    .transform((value) => (value === undefined ? fallback : ['true', '1', 'on'].includes(value)));
const SPOOL_BYTES = 'must be a number of bytes; 0 keeps no events in local files';
const EVENTS_PER_SECOND = 'must be a number of events, 1 or more; unset means no limit';
const PORT_RANGE = 'must be a port number from 1 to 65535';
const DRAIN_RANGE = 'must be a number of seconds from 0 to 300';
const portNumber = z
  .string()
  .regex(/^\d+$/, PORT_RANGE)
  .transform(Number)
  .pipe(z.number().min(1, PORT_RANGE).max(65535, PORT_RANGE));

const variables = z.object({
  NODE_ENV: z.string().optional(),
  PORT: portNumber.default(3000),
  HOST: z.string().default('0.0.0.0'),
  SWITCHYARD_DATA_DIR: z.string().default('.switchyard'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// URL' }).optional(),
  SWITCHYARD_ROLE: z
    .enum(['all', 'web', 'ingest', 'worker'], { error: 'must be all, web, ingest or worker' })
    .default('all'),
  SWITCHYARD_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' })
    .refine(
      (text) => new URL(text).href.replace(/\/$/, '') === new URL(text).origin,
      'must be an origin, without a path',
    )
    .optional(),
  SWITCHYARD_REGIONS: regionList.default([]),
  SWITCHYARD_ALLOW_PRIVATE_NETWORKS: cidrList.default([]),
  SWITCHYARD_OPEN_SIGN_UP: flag(true),
  SWITCHYARD_TRUSTED_PROXIES: cidrList.default([]),
  SWITCHYARD_RETENTION_DAYS: z.coerce
    .number({ error: 'must be a number of days, 3 or more' })
    .int('must be a number of days, 3 or more')
    .min(3, 'must be a number of days, 3 or more')
    .default(30),
  SWITCHYARD_DRAIN_SECONDS: z.coerce
    .number({ error: DRAIN_RANGE })
    .min(0, DRAIN_RANGE)
    .max(300, DRAIN_RANGE)
    .default(2),
  SWITCHYARD_SPOOL_MAX_BYTES: z.coerce
    .number({ error: SPOOL_BYTES })
    .int(SPOOL_BYTES)
    .min(0, SPOOL_BYTES)
    .default(4 * 1024 ** 3),
  SWITCHYARD_METRICS_TOKEN: z.string().min(16, 'must have 16 characters or more').optional(),
  SWITCHYARD_WORKSPACE_EVENTS_PER_SECOND: z.coerce
    .number({ error: EVENTS_PER_SECOND })
    .int(EVENTS_PER_SECOND)
    .min(1, EVENTS_PER_SECOND)
    .optional(),
  SWITCHYARD_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], { error: 'must be debug, info, warn or error' })
    .default('info'),
  SMTP_HOST: z.string().optional(),
  SMTP_PORT: portNumber.default(587),
  SMTP_SECURE: flag(false),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  SMTP_FROM: z.string().default('Switchyard <switchyard@localhost>'),
});

/**
 * Reads and checks the environment. An empty variable counts as unset.
 * @throws EnvError naming every wrong variable.
 */
export function parseEnv(source: Record<string, string | undefined> = process.env, cwd = process.cwd()): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${String(issue.path[0])} ${issue.message}`);
    throw new EnvError(`The environment is wrong:\n${[...new Set(lines)].join('\n')}\nSee docs/self-hosting.md.`);
  }
  const v = parsed.data;
  return {
    port: v.PORT,
    host: v.HOST,
    dataDir: path.resolve(cwd, v.SWITCHYARD_DATA_DIR),
    databaseUrl: v.DATABASE_URL ?? null,
    role: v.SWITCHYARD_ROLE,
    publicUrl: (v.SWITCHYARD_PUBLIC_URL ?? `http://localhost:${v.PORT}`).replace(/\/+$/, ''),
    regions: v.SWITCHYARD_REGIONS,
    allowPrivateNetworks: v.SWITCHYARD_ALLOW_PRIVATE_NETWORKS,
    openSignUp: v.SWITCHYARD_OPEN_SIGN_UP,
    retentionDays: v.SWITCHYARD_RETENTION_DAYS,
    workspaceEventsPerSecond: v.SWITCHYARD_WORKSPACE_EVENTS_PER_SECOND ?? null,
    spoolMaxBytes: v.SWITCHYARD_SPOOL_MAX_BYTES,
    metricsToken: v.SWITCHYARD_METRICS_TOKEN ?? null,
    drainSeconds: v.SWITCHYARD_DRAIN_SECONDS,
    trustedProxies: v.SWITCHYARD_TRUSTED_PROXIES,
    smtp: v.SMTP_HOST
      ? {
          host: v.SMTP_HOST,
          port: v.SMTP_PORT,
          secure: v.SMTP_SECURE,
          user: v.SMTP_USER,
          password: v.SMTP_PASSWORD,
          from: v.SMTP_FROM,
        }
      : null,
    logLevel: v.SWITCHYARD_LOG_LEVEL,
    fromSource: v.NODE_ENV !== 'production',
  };
}
