import type { ReactNode } from 'react';

/** Nothing here yet: one sentence of what will be here (`title`), the one thing to do, and a small real example (`children`). */
export function EmptyState({
  title,
  description,
  action,
  page = false,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  action?: ReactNode;
  /** It is the whole page: its title is the page's heading. */
  page?: boolean;
  children?: ReactNode;
}) {
  const Heading = page ? 'h1' : 'h2';
  return (
    <div className="max-w-measure px-gutter py-10">
      <Heading className="text-md">{title}</Heading>
      {description && <p className="mt-1 text-muted">{description}</p>}
      {children && <div className="mt-3 text-muted">{children}</div>}
      {action && <div className="mt-4 flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}
