const grouped = new Intl.NumberFormat('en-US');
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** 1204331 → "1,204,331". */
export function formatCount(value: number): string {
  return grouped.format(value);
}

/** 1204331 → "1.2M"; for axes of charts only. */
export function formatCompact(value: number): string {
  return compact.format(value);
}

/**
 * A part of a whole as "99.6 %". Anything short of all is never shown as "100 %", and anything above nothing never as
 * "0 %". Null when there is no whole.
 */
export function formatShare(part: number, whole: number): string | null {
  if (whole <= 0) return null;
  const percent = (part / whole) * 100;
  if (percent === 0 || percent === 100) return `${percent} %`;
  if (percent > 99.9) return percent >= 99.99 ? '> 99.9 %' : `${(Math.floor(percent * 100) / 100).toFixed(2)} %`;
  return percent < 0.1 ? '< 0.1 %' : `${percent.toFixed(1)} %`;
}

/** Milliseconds as "84 ms", "1.2 s", "3 m 10 s", "2 h 5 m". */
export function formatLatency(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} m ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} m`;
}

/** A time to wait in its largest unit, rounded: "5 s", "10 min", "4 h"; for what is only about so. */
export function formatDelay(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  return seconds < 3570 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

/** Bytes as "512 B", "1.4 KB", "2.0 MB" (1 KB = 1024 B, as in the limits of the Tracking API). */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

const UNITS = [
  { unit: 'd', ms: 86_400_000 },
  { unit: 'h', ms: 3_600_000 },
  { unit: 'min', ms: 60_000 },
  { unit: 's', ms: 1000 },
];

/** The time from `at` to `now` as "4 s ago", "in 41 s", "now"; null from 7 days on, when the date says more. */
export function formatRelative(at: number, now: number): string | null {
  const distance = Math.abs(now - at);
  if (distance >= 7 * 86_400_000) return null;
  const step = UNITS.find(({ ms }) => distance >= ms);
  if (!step) return 'now';
  const text = `${Math.floor(distance / step.ms)} ${step.unit}`;
  return at <= now ? `${text} ago` : `in ${text}`;
}

/** The time from `now` until something is due at `at` as "in 41 s", "now" once that has come; null from 7 days on. */
export function formatDue(at: number, now: number): string | null {
  return formatRelative(Math.max(at, now), now);
}

/** "22 Nov 2026, 14:02:11" in `timeZone` (the viewer's when absent). */
export function formatAbsolute(at: number, timeZone?: string): string {
  const options: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'medium', timeZone };
  return new Intl.DateTimeFormat('en-GB', options).format(at);
}

/** "22 Nov 2026" in `timeZone` (the viewer's when absent). */
export function formatDate(at: number, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone }).format(at);
}

/** Shortens an id in the middle: "ajs-next-17953…9f3c". Copy it whole. */
export function shortenMiddle(text: string, longest = 18): string {
  if (text.length <= longest) return text;
  const tail = 4;
  return `${text.slice(0, longest - tail - 1)}…${text.slice(-tail)}`;
}
