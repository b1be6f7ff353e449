'use client';

import { Button } from '../ui/form/button';
import type { FormResult } from './form-result';
import { FormMessage } from './form-message';
import { useActionForm } from './use-action-form';

/** One click joins the workspace. */
export function AcceptInviteForm({
  workspaceName,
  accept,
}: {
  workspaceName: string;
  accept: () => Promise<FormResult<{ next: string }>>;
}) {
  const form = useActionForm(accept, (value) => {
    window.location.assign(value.next);
    return true;
  });
  return (
    <form {...form.props} className="space-y-4">
      <FormMessage text={form.message} />
      <Button type="submit" variant="primary" size="lg" busy={form.busy} className="w-full">
        <span className="truncate">Join {workspaceName}</span>
      </Button>
    </form>
  );
}
