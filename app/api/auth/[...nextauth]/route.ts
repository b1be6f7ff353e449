import NextAuth from 'next-auth';
import type { NextRequest } from 'next/server';
import { authOptions } from '../auth-options';

/** next-auth's own endpoints: csrf, callback/credentials, session, signout. */
async function handle(request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  return (await NextAuth(request, context, authOptions())) as Response;
}

export { handle as GET, handle as POST };
