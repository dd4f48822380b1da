import ts from 'typescript';

/** How the compiler itself describes an option; not in the public types, but stable since 1.x. */
interface OptionDeclaration {
  readonly name: string;
  readonly type: string | ReadonlyMap<string, string | number>;
  readonly element?: OptionDeclaration;
}

const DECLARATIONS = (ts as unknown as { readonly optionDeclarations: readonly OptionDeclaration[] })
  .optionDeclarations;

/** Options as they stand in a tsconfig.json, which is the only form that the native compiler takes. */
export function nativeOptions(options: ts.CompilerOptions): Record<string, unknown> {
  const written: Record<string, unknown> = {};
  for (const declaration of DECLARATIONS) {
    const value = options[declaration.name];
    if (value !== undefined) written[declaration.name] = asWritten(declaration, value);
  }
  return written;
}

function asWritten({ type, element }: OptionDeclaration, value: unknown): unknown {
  if (Array.isArray(value) && element) return value.map((one) => asWritten(element, one));
  if (typeof type === 'string') return value;
  return [...type].find(([, meaning]) => meaning === value)?.[0] ?? value;
}
