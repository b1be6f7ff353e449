import type { JsonObject } from '@/spec/event';
import { credentialsProblem } from './http-request/credentials';
import { signingSecretProblem } from './kit/sign-body';

/** A setting that cannot work, and what to do about it. */
export interface SettingProblem {
  key: string;
  message: string;
}

/**
 * What is wrong with the settings of a destination of our own beyond what its fields say, secrets opened; null when they
 * can work. Found when they are saved, so that it is not told event by event.
 */
export function ownSettingsProblem(type: string, settings: JsonObject): SettingProblem | null {
  const { signingSecret } = settings;
  const signing = typeof signingSecret === 'string' ? signingSecretProblem(signingSecret) : null;
  if (signing) return { key: 'signingSecret', message: signing };
  return type === 'http-request' ? credentialsProblem(settings) : null;
}
