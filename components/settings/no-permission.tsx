import { LinkButton } from '../ui/form/link-button';
import { EmptyState } from '../ui/page/empty-state';

/** A page that one's role cannot open: says so, who can, and where to find them. */
export function NoPermission({ what, role, slug }: { what: string; role: string; slug: string }) {
  return (
    <EmptyState
      title={`Only owners see ${what}`}
      description={`Your role in this workspace is ${role}. An owner can change that.`}
      action={<LinkButton href={`/${slug}/settings/members`}>See who the owners are</LinkButton>}
    />
  );
}
