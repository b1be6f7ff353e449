import type { Home } from '@/control-plane/home/get-home';

/** One of the first steps; `done` follows from facts, never from a click. */
export interface SetupStep {
  key: 'source' | 'event' | 'destination' | 'teammate';
  title: string;
  explanation: string;
  done: boolean;
  /** Where to do it, and what its button says; null while an earlier step is missing. */
  href: string | null;
  action: string;
}

/** The first steps of a workspace, with what has been done already. */
export function setupSteps(slug: string, { facts, sources }: Pick<Home, 'facts' | 'sources'>): SetupStep[] {
  const first = sources[0];
  return [
    {
      key: 'source',
      title: 'Create a source',
      explanation: 'A website, app or server that sends events. It gets a write key and a snippet to paste.',
      done: facts.sources > 0,
      href: `/${slug}/sources/new`,
      action: 'Create source',
    },
    {
      key: 'event',
      title: 'Send the first event',
      explanation: 'Paste the snippet of your source and watch the event arrive in its debugger.',
      done: facts.everReceived,
      href: first ? `/${slug}/sources/${first.id}` : null,
      action: 'Show the snippet',
    },
    {
      key: 'destination',
      title: 'Add a destination',
      explanation: 'Where the events go: a webhook or another product. You choose which events, and in what shape.',
      done: facts.destinations > 0,
      href: first ? `/${slug}/catalog` : null,
      action: 'Choose destination',
    },
    {
      key: 'teammate',
      title: 'Invite a teammate',
      explanation: 'Owners, source admins and viewers see the same events.',
      done: facts.members > 1 || facts.openInvites > 0,
      href: `/${slug}/settings/members`,
      action: 'Invite',
    },
  ];
}
