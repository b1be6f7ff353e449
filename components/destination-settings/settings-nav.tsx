/** Goes to the parts of the Settings tab; hidden where the parts stand close together. */
export function SettingsNav({ parts }: { parts: { id: string; label: string }[] }) {
  return (
    <nav aria-label="Parts of the settings" className="w-44 shrink-0 max-lg:hidden">
      <ul className="sticky top-4 space-y-0.5">
        {parts.map(({ id, label }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="flex min-h-control-sm items-center rounded-md px-2 text-muted hover:bg-hover hover:text-default"
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
