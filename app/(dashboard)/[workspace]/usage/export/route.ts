import { notFound } from 'next/navigation';
import { dataContext } from '@/app/context';
import type { Context } from '@/control-plane/context';
import { ControlPlaneError } from '@/control-plane/errors';
import { getUsage } from '@/control-plane/usage/get-usage';
import { usageMonth } from '@/control-plane/usage/usage.schema';

const COLUMNS = 'day,mtu,identified,anonymous,anonymous_identified,never_identified,api_calls';

async function contextOrRefusal(workspace: string): Promise<Context | Response> {
  try {
    return await dataContext(workspace);
  } catch (error) {
    if (!(error instanceof ControlPlaneError)) throw error;
    return new Response(`${error.message}\n`, { status: error.code === 'unauthenticated' ? 401 : 404 });
  }
}

/** The daily cumulative usage of a month (`?month=2026-11`) as CSV. */
export async function GET(request: Request, { params }: { params: Promise<{ workspace: string }> }): Promise<Response> {
  const { workspace } = await params;
  const ctx = await contextOrRefusal(workspace);
  if (ctx instanceof Response) return ctx;
  const month = usageMonth.safeParse(new URL(request.url).searchParams.get('month'));
  if (!month.success) notFound();
  const { daily } = await getUsage(ctx, { month: month.data });
  const lines = daily.map(({ day, users, apiCalls }) =>
    [
      day,
      users.mtu,
      users.identified,
      users.anonymous,
      users.anonymousIdentified,
      users.neverIdentified,
      apiCalls,
    ].join(','),
  );
  return new Response(`${[COLUMNS, ...lines].join('\r\n')}\r\n`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="usage-${ctx.workspace.slug}-${month.data}.csv"`,
      'cache-control': 'no-store',
    },
  });
}
