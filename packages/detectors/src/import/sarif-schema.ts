import { z } from 'zod';

// The parts of SARIF 2.1.0 (OASIS Standard, errata 01) that a finding is made of. -1 is the standard's "no index".

const indexSchema = z.int().min(-1).default(-1);
const whole = z
  .int()
  .nonnegative()
  .max(2 ** 31);
const positive = z
  .int()
  .positive()
  .max(2 ** 31);

const messageSchema = z.object({
  text: z.string().optional(),
  markdown: z.string().optional(),
  id: z.string().optional(),
  arguments: z.array(z.string()).default([]),
});
export type SarifMessage = z.infer<typeof messageSchema>;

const artifactLocationSchema = z.object({
  uri: z.string().optional(),
  uriBaseId: z.string().optional(),
  index: indexSchema,
});
export type SarifArtifactLocation = z.infer<typeof artifactLocationSchema>;

const regionSchema = z
  .object({
    startLine: positive.optional(),
    startColumn: positive.optional(),
    endLine: positive.optional(),
    endColumn: positive.optional(),
    charOffset: whole.or(z.literal(-1)).optional(),
    charLength: whole.optional(),
    byteOffset: whole.or(z.literal(-1)).optional(),
    byteLength: whole.optional(),
  })
  .refine(
    ({ startLine, endLine }) => startLine === undefined || endLine === undefined || endLine >= startLine,
    {
      error: 'the region ends before it starts',
    },
  );
export type SarifRegion = z.infer<typeof regionSchema>;

const locationSchema = z.object({
  physicalLocation: z
    .object({ artifactLocation: artifactLocationSchema.optional(), region: regionSchema.optional() })
    .optional(),
});

const levelSchema = z.enum(['none', 'note', 'warning', 'error']);
const componentReferenceSchema = z.object({
  name: z.string().optional(),
  index: indexSchema,
  guid: z.string().optional(),
});
export type SarifComponentReference = z.infer<typeof componentReferenceSchema>;

const descriptorReferenceSchema = z.object({
  id: z.string().optional(),
  index: indexSchema,
  guid: z.string().optional(),
  toolComponent: componentReferenceSchema.optional(),
});
export type SarifDescriptorReference = z.infer<typeof descriptorReferenceSchema>;

const tagsSchema = z.looseObject({ tags: z.array(z.string()).optional() });
const descriptorSchema = z.object({
  id: z.string(),
  guid: z.string().optional(),
  defaultConfiguration: z.object({ level: levelSchema.optional() }).optional(),
  messageStrings: z.record(z.string(), z.object({ text: z.string() })).default({}),
  shortDescription: z.object({ text: z.string() }).optional(),
  relationships: z.array(z.object({ target: descriptorReferenceSchema })).default([]),
  properties: tagsSchema.optional(),
});
export type SarifDescriptor = z.infer<typeof descriptorSchema>;

const componentSchema = z.object({
  name: z.string(),
  guid: z.string().optional(),
  version: z.string().optional(),
  semanticVersion: z.string().optional(),
  rules: z.array(descriptorSchema).default([]),
  taxa: z.array(descriptorSchema).default([]),
  globalMessageStrings: z.record(z.string(), z.object({ text: z.string() })).default({}),
});
export type SarifComponent = z.infer<typeof componentSchema>;

const notificationSchema = z.object({
  message: messageSchema,
  level: levelSchema.default('warning'),
  locations: z.array(locationSchema).default([]),
});

const resultSchema = z.object({
  ruleId: z.string().optional(),
  ruleIndex: indexSchema,
  rule: descriptorReferenceSchema.optional(),
  kind: z.enum(['notApplicable', 'pass', 'fail', 'review', 'open', 'informational']).default('fail'),
  level: levelSchema.optional(),
  message: messageSchema,
  locations: z.array(locationSchema).default([]),
  analysisTarget: artifactLocationSchema.optional(),
  baselineState: z.string().optional(),
  suppressions: z
    .array(z.object({ status: z.enum(['accepted', 'underReview', 'rejected']).default('accepted') }))
    .nullish(),
  taxa: z.array(descriptorReferenceSchema).default([]),
  fixes: z
    .array(
      z.object({
        artifactChanges: z.array(
          z.object({
            artifactLocation: artifactLocationSchema,
            replacements: z.array(
              z.object({
                deletedRegion: regionSchema,
                insertedContent: z.object({ text: z.string().optional() }).optional(),
              }),
            ),
          }),
        ),
      }),
    )
    .default([]),
  properties: tagsSchema.optional(),
});
export type SarifResult = z.infer<typeof resultSchema>;

const runSchema = z.object({
  tool: z.object({ driver: componentSchema, extensions: z.array(componentSchema).default([]) }),
  // Absent or null: the scan did not start (3.14.23).
  results: z.array(resultSchema).nullish(),
  artifacts: z
    .array(
      z.object({
        location: artifactLocationSchema.optional(),
        roles: z.array(z.string()).default([]),
      }),
    )
    .default([]),
  originalUriBaseIds: z.record(z.string(), artifactLocationSchema).default({}),
  invocations: z
    .array(
      z.object({
        executionSuccessful: z.boolean(),
        exitCodeDescription: z.string().optional(),
        processStartFailureMessage: z.string().optional(),
        toolExecutionNotifications: z.array(notificationSchema).default([]),
        // Of what the tool was told to do: a rule that it has not, a file of settings that it cannot read (3.20.20).
        toolConfigurationNotifications: z.array(notificationSchema).default([]),
      }),
    )
    .default([]),
  taxonomies: z.array(componentSchema).default([]),
  columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']).optional(),
  externalPropertyFileReferences: z.object({ results: z.array(z.unknown()).optional() }).optional(),
});
export type SarifRun = z.infer<typeof runSchema>;

export const sarifSchema = z.object({ version: z.literal('2.1.0'), runs: z.array(runSchema) });
