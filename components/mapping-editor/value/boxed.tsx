import type { ReactNode } from 'react';

/** Something with more than one line to it: a line at its left, its name and its menu above. */
export function Boxed({ title, menu, children }: { title: string; menu: ReactNode; children: ReactNode }) {
  return (
    <div className="min-w-0 border-l-2 border-strong pl-2.5">
      <div className="mb-1 flex min-h-control-sm items-center justify-between gap-2 pr-[3px]">
        <span className="text-xs font-medium">{title}</span>
        {menu}
      </div>
      {children}
    </div>
  );
}
