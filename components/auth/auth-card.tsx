import type { ReactNode } from 'react';

/** The column of a page that stands alone: heading, where one is, the form, and other ways. */
export function AuthCard({
  title,
  subtitle,
  footer,
  children,
}: {
  title: ReactNode;
  subtitle?: ReactNode;
  footer?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="w-full max-w-90">
      <h1 className="text-xl break-words">{title}</h1>
      {subtitle && <div className="mt-1 break-words text-muted">{subtitle}</div>}
      {children && <div className="mt-6">{children}</div>}
      {footer && <div className="mt-6 text-xs text-muted">{footer}</div>}
    </div>
  );
}
