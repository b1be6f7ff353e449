import { installation } from '@/platform/installation';

/** Whether this installation has a mail server. Without one, screens say where messages are found instead. */
export function mailServerConfigured(): boolean {
  return installation().smtp !== null;
}
