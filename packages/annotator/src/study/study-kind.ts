import { z } from 'zod';

/** What people are asked: to find bugs, which implementation is best, or which solutions are right. */
export const STUDY_KINDS = ['bugs', 'comparisons', 'problems'] as const;
export const studyKindSchema = z.enum(STUDY_KINDS);
export type StudyKind = z.infer<typeof studyKindSchema>;
