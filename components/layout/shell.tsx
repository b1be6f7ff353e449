'use client';

import MenuIcon from 'lucide-react/icons/menu';
import Search from 'lucide-react/icons/search';
import { lazy, Suspense, useCallback, useMemo, useState, type ReactNode } from 'react';
import type { FindInWorkspace } from '../command-palette/palette-entry';
import { classNames } from '../ui/class-names';
import { Sheet } from '../ui/overlay/sheet';
import { AccountMenu } from './account-menu';
import { ShellContext, useShell } from './shell-context';
import { IconTooltip, SIDEBAR_ROW, SidebarNav } from './sidebar-nav';
import { useKeyboardMap } from './use-keyboard-map';
import { WorkspaceSwitcher, WorkspaceTile, type WorkspaceName } from './workspace-switcher';

const CommandPalette = lazy(async () => ({
  default: (await import('../command-palette/command-palette')).CommandPalette,
}));
const KeyboardMap = lazy(async () => ({ default: (await import('./keyboard-map')).KeyboardMap }));

export interface ShellProps {
  workspace: WorkspaceName;
  workspaces: WorkspaceName[];
  user: { name: string; email: string };
  /** Finds sources and destinations for the palette (a server action). */
  find: FindInWorkspace;
  /** Whether the person may create sources and destinations. */
  canEdit: boolean;
  children: ReactNode;
}

/** What stands around every page of a workspace: sidebar, palette, keyboard map, and on phones a bar with a menu. */
export function Shell({ workspace, workspaces, user, find, canEdit, children }: ShellProps) {
  const [palette, setPalette] = useState<'never' | 'open' | 'closed'>('never');
  const [map, setMap] = useState<'never' | 'open' | 'closed'>('never');
  const [menu, setMenu] = useState(false);
  const openPalette = useCallback(() => setPalette('open'), []);
  const openKeyboardMap = useCallback(() => setMap('open'), []);
  useKeyboardMap(workspace.slug, { palette: openPalette, map: openKeyboardMap });
  const actions = useMemo(() => ({ openPalette, openKeyboardMap }), [openPalette, openKeyboardMap]);

  return (
    <ShellContext value={actions}>
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-ink px-3 py-1.5 text-on-ink focus:translate-y-0"
      >
        Skip to content
      </a>
      <div className="grid min-h-dvh grid-cols-[minmax(0,1fr)] max-md:grid-rows-[auto_minmax(0,1fr)] md:grid-cols-[52px_minmax(0,1fr)] lg:grid-cols-[var(--sidebar)_minmax(0,1fr)]">
        <aside className="sticky top-0 flex h-dvh flex-col overflow-y-auto border-r bg-sunken px-2 py-3 max-md:hidden">
          <div className="mb-3">
            <WorkspaceSwitcher current={workspace} workspaces={workspaces} compact />
          </div>
          <SidebarNav slug={workspace.slug} compact />
          <div className="mt-auto space-y-px pt-3">
            <SearchRow compact />
            <AccountMenu user={user} compact />
          </div>
        </aside>
        <header className="flex h-11 items-center gap-1 border-b bg-sunken px-2 md:hidden">
          <button
            type="button"
            aria-label="Menu"
            onClick={() => setMenu(true)}
            className="flex size-10 items-center justify-center rounded-md text-muted hover:bg-hover"
          >
            <MenuIcon className="size-4.5" aria-hidden />
          </button>
          <WorkspaceTile name={workspace.name} />
          <span className="ml-1 min-w-0 flex-1 truncate font-semibold">{workspace.name}</span>
          <button
            type="button"
            aria-label="Search"
            onClick={openPalette}
            className="flex size-10 items-center justify-center rounded-md text-muted hover:bg-hover"
          >
            <Search className="size-4" aria-hidden />
          </button>
        </header>
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-col outline-hidden">
          {children}
        </main>
      </div>
      <Sheet open={menu} onOpenChange={setMenu} title="Menu" hideTitle side="left">
        <div className="flex min-h-full flex-col bg-sunken px-2 py-3">
          <div className="mb-3">
            <WorkspaceSwitcher current={workspace} workspaces={workspaces} />
          </div>
          <SidebarNav slug={workspace.slug} onGo={() => setMenu(false)} />
          <div className="mt-auto pt-3">
            <AccountMenu user={user} />
          </div>
        </div>
      </Sheet>
      <Suspense fallback={null}>
        {palette !== 'never' && (
          <CommandPalette
            open={palette === 'open'}
            onOpenChange={(open) => setPalette(open ? 'open' : 'closed')}
            slug={workspace.slug}
            workspaces={workspaces}
            find={find}
            canEdit={canEdit}
          />
        )}
        {map !== 'never' && (
          <KeyboardMap open={map === 'open'} onOpenChange={(open) => setMap(open ? 'open' : 'closed')} />
        )}
      </Suspense>
    </ShellContext>
  );
}

function SearchRow({ compact }: { compact: boolean }) {
  const { openPalette } = useShell();
  return (
    <IconTooltip label="Search">
      <button
        type="button"
        onClick={openPalette}
        className={classNames(SIDEBAR_ROW, 'text-muted hover:bg-hover', compact && 'max-lg:justify-center')}
      >
        <Search aria-hidden className="size-4 shrink-0 lg:hidden" />
        <span className="max-lg:sr-only">Search</span>
        <kbd className="ml-auto max-lg:hidden" aria-hidden>
          ⌘K
        </kbd>
      </button>
    </IconTooltip>
  );
}
