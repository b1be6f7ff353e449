import type { Operation } from '../transport/operation';

/** The workspace that the token belongs to. */
export const workspaceOperations: Operation[] = [
  {
    method: 'GET',
    path: '/',
    run: ({ ctx }) => {
      const { id, slug, name } = ctx.workspace;
      return Promise.resolve({ workspace: { id, slug, name } });
    },
  },
];
