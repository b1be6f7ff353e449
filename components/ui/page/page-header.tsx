import Link from 'next/link';
import { Fragment, type ReactNode } from 'react';

export interface Crumb {
  label: string;
  href?: string;
}

/**
 * The header of a page, 48 px: breadcrumb (the workspace is not repeated) whose last part is the page's heading, a
 * status beside it, actions at the right. With `title`, that is the heading instead, larger, on a line of its own.
 */
export function PageHeader({
  crumbs,
  title,
  description,
  status,
  actions,
}: {
  crumbs: Crumb[];
  title?: ReactNode;
  description?: ReactNode;
  status?: ReactNode;
  actions?: ReactNode;
}) {
  const last = crumbs.length - 1;
  return (
    <header>
      <div className="flex min-h-header flex-wrap items-center gap-x-3 gap-y-1 px-gutter py-1.5">
        <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-1.5 max-md:flex-wrap">
          {crumbs.map((crumb, index) => (
            <Fragment key={index}>
              {index > 0 && (
                <span aria-hidden className="text-faint">
                  /
                </span>
              )}
              {index < last || title ? <Step crumb={crumb} /> : <Here label={crumb.label} />}
            </Fragment>
          ))}
        </nav>
        {status && <div className="flex min-w-0 items-center gap-2 text-muted">{status}</div>}
        {actions && <div className="ml-auto flex items-center gap-2">{actions}</div>}
      </div>
      {title && (
        <div className="px-gutter pt-2 pb-4">
          <h1 className="text-xl break-words">{title}</h1>
          {description && <p className="mt-0.5 max-w-[80ch] text-muted">{description}</p>}
        </div>
      )}
    </header>
  );
}

function Step({ crumb }: { crumb: Crumb }) {
  if (!crumb.href) return <span className="truncate text-muted">{crumb.label}</span>;
  return (
    <Link href={crumb.href} className="max-w-48 shrink-0 truncate rounded-xs text-muted hover:text-default">
      {crumb.label}
    </Link>
  );
}

function Here({ label }: { label: string }) {
  return (
    <h1 aria-current="page" title={label} className="min-w-0 truncate text-sm">
      {label}
    </h1>
  );
}
