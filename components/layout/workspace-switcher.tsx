'use client';

import Check from 'lucide-react/icons/check';
import ChevronDown from 'lucide-react/icons/chevron-down';
import Plus from 'lucide-react/icons/plus';
import { classNames } from '../ui/class-names';
import { Menu } from '../ui/overlay/menu';

export interface WorkspaceName {
  slug: string;
  name: string;
}

/** The letter tile that stands for a workspace. */
export function WorkspaceTile({ name }: { name: string }) {
  return (
    <span
      aria-hidden
      className="flex size-5 shrink-0 items-center justify-center rounded-sm bg-ink text-2xs font-semibold text-on-ink"
    >
      {(name.trim()[0] ?? '?').toUpperCase()}
    </span>
  );
}

/** The current workspace; opens the list of all, and the way to another. */
export function WorkspaceSwitcher({
  current,
  workspaces,
  compact = false,
}: {
  current: WorkspaceName;
  workspaces: WorkspaceName[];
  compact?: boolean;
}) {
  const word = compact ? 'max-lg:sr-only' : undefined;
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`Workspace ${current.name}, switch`}
          className={classNames(
            'flex h-9 w-full items-center gap-2 rounded-md px-2 text-left font-semibold hover:bg-hover',
            compact && 'max-lg:justify-center',
          )}
        >
          <WorkspaceTile name={current.name} />
          <span className={classNames('min-w-0 flex-1 truncate', word)}>{current.name}</span>
          <ChevronDown aria-hidden className={classNames('size-3.5 shrink-0 text-faint', compact && 'max-lg:hidden')} />
        </button>
      }
      items={[
        { kind: 'heading', label: 'Workspaces' },
        ...workspaces.map((workspace) => ({
          kind: 'link' as const,
          href: `/${workspace.slug}`,
          label: workspace.name,
          icon: <WorkspaceTile name={workspace.name} />,
          hint: workspace.slug === current.slug ? <Check aria-label="Current" /> : undefined,
        })),
        { kind: 'separator' },
        { kind: 'link', href: '/new-workspace', label: 'New workspace', icon: <Plus aria-hidden /> },
      ]}
    />
  );
}
