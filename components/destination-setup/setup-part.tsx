import type { ReactNode } from 'react';

/** One step of the add page. */
export function SetupPart({
  id,
  title,
  help,
  children,
}: {
  id: string;
  title: string;
  help?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section id={id} className="scroll-mt-4 space-y-5">
      <div>
        <h2 className="text-md">{title}</h2>
        {help && <p className="mt-0.5 text-xs text-muted empty:hidden">{help}</p>}
      </div>
      {children}
    </section>
  );
}
