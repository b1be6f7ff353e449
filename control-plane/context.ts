/** Roles of a workspace, from most to least powerful. */
export const ROLES = ['OWNER', 'SOURCE_ADMIN', 'VIEWER'] as const;
export type Role = (typeof ROLES)[number];

/** Who acts: a person in the dashboard, a Public API token, or the command line on the machine itself. */
export interface Actor {
  kind: 'user' | 'token' | 'cli';
  id: string;
  /** Shown in the audit log: an e-mail address or the name of a token. */
  label: string;
  role: Role;
}

/** What every verb takes first. Transports build it; verbs never look beyond it for who is asking. */
export interface Context {
  workspace: { id: string; slug: string; name: string };
  actor: Actor;
  requestId: string;
}
