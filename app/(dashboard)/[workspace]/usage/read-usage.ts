import { notFound } from 'next/navigation';
import { requireContext } from '@/app/context';
import { getUsage, type Usage } from '@/control-plane/usage/get-usage';
import { usageMonth } from '@/control-plane/usage/usage.schema';

/** What a usage page is made for: the workspace in the path, the month in the query. */
export interface UsagePageProps {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<{ month?: string | string[] }>;
}

/** The usage that a URL asks for: `?month=2026-10`, else the current month (UTC). What is not a month is not a page. */
export async function readUsage({ params, searchParams }: UsagePageProps): Promise<{ base: string; usage: Usage }> {
  const { workspace } = await params;
  const ctx = await requireContext(workspace);
  const { month: asked } = await searchParams;
  const month = usageMonth.safeParse(asked ?? new Date().toISOString().slice(0, 7));
  if (!month.success) notFound();
  return { base: `/${ctx.workspace.slug}`, usage: await getUsage(ctx, { month: month.data }) };
}
