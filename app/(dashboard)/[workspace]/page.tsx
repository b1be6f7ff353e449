import type { Metadata } from 'next';
import { Suspense } from 'react';
import { HomeOverview } from '@/components/home/home-overview';
import { SetupChecklist } from '@/components/home/setup-checklist';
import { setupSteps } from '@/components/home/setup-steps';
import { summarize } from '@/components/home/summary';
import { UsageGlance } from '@/components/home/usage-glance';
import { KeepFresh } from '@/components/layout/keep-fresh';
import { Skeleton } from '@/components/ui/page/skeleton';
import { can } from '@/control-plane/authorize';
import type { Context } from '@/control-plane/context';
import { getHome } from '@/control-plane/home/get-home';
import { getUsage } from '@/control-plane/usage/get-usage';
import { runAction } from '../../action-result';
import { requireContext } from '../../context';

interface Props {
  params: Promise<{ workspace: string }>;
}

/** "Home · Toastmates". */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const ctx = await requireContext((await params).workspace);
  return { title: { absolute: `Home · ${ctx.workspace.name}` } };
}

/** The workspace at a glance; the first steps until events flow. */
export default async function HomePage({ params }: Props) {
  const ctx = await requireContext((await params).workspace);
  const { slug, name } = ctx.workspace;
  const home = await getHome(ctx);
  const steps = setupSteps(slug, home).filter(
    (step) => step.key !== 'teammate' || can(ctx.actor.role, 'members:manage'),
  );
  const canEdit = can(ctx.actor.role, 'sources:edit');
  const flowing = home.facts.everReceived && home.facts.sources > 0;

  return (
    <>
      <KeepFresh seconds={flowing ? 30 : 5} />
      <header className="border-b px-gutter py-5">
        <h1 className="text-xl break-words">{name}</h1>
        <p className="mt-0.5 text-muted">
          {flowing ? summarize(home) : 'Nothing flows here yet. These steps take about five minutes.'}
        </p>
      </header>
      {flowing ? (
        <HomeOverview home={home} slug={slug} steps={canEdit ? steps : []}>
          <Suspense fallback={<Skeleton className="h-20 w-full" />}>
            <Usage ctx={ctx} />
          </Suspense>
        </HomeOverview>
      ) : (
        <div className="px-gutter py-6">
          <SetupChecklist steps={steps} canEdit={canEdit} />
          {!canEdit && (
            <p className="mt-4 text-muted">Your role can look but not change; an owner takes these steps.</p>
          )}
        </div>
      )}
    </>
  );
}

/** Usage stands beside the answer of the page; when it cannot be read, the rest stays. */
async function Usage({ ctx }: { ctx: Context }) {
  const month = new Date().toISOString().slice(0, 7);
  const usage = await runAction(() => getUsage(ctx, { month }));
  if (!usage.ok) return <p className="text-muted">Usage could not be read. {usage.error.message}</p>;
  return <UsageGlance mtu={usage.value.users.mtu} apiCalls={usage.value.apiCalls} slug={ctx.workspace.slug} />;
}
