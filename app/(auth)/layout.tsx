/** Pages for those who are not signed in: one column in the middle. */
export default function AuthLayout({ children }: { children: React.ReactNode }) {
  return <main className="flex min-h-dvh flex-col items-center justify-center bg-sunken px-4 py-10">{children}</main>;
}
