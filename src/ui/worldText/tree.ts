/** A piece of text with headings, lists and tables: what a screen reader moves about in, and what is copied. */
export interface TextSection {
  readonly heading: string;
  readonly parts: readonly TextPart[];
  readonly sections: readonly TextSection[];
}

export type TextPart =
  | { readonly is: 'line'; readonly text: string }
  | { readonly is: 'list'; readonly items: readonly string[] }
  | { readonly is: 'table'; readonly caption: string; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };

export function section(heading: string, parts: readonly TextPart[], sections: readonly TextSection[] = []): TextSection {
  return { heading, parts, sections };
}

export function line(text: string): TextPart {
  return { is: 'line', text };
}

/** As Markdown, which is readable as it is. */
export function plainText({ heading, parts, sections }: TextSection, level = 1): string {
  return [`${'#'.repeat(level)} ${heading}`, ...parts.map(plainPart), ...sections.map((one) => plainText(one, level + 1))].join('\n\n');
}

function plainPart(part: TextPart): string {
  switch (part.is) {
    case 'line': return part.text;
    case 'list': return part.items.map((item) => `- ${item}`).join('\n');
    case 'table': return [part.columns, part.columns.map(() => '---'), ...part.rows].map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
    default: return part satisfies never;
  }
}
