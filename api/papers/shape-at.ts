/** 表单中的一处 What a form takes at a path, whether or not it may be left out there. */
import { z } from 'zod';

const bare = (shape: unknown): unknown =>
  shape instanceof z.ZodOptional || shape instanceof z.ZodNullable || shape instanceof z.ZodDefault
    ? bare(shape.unwrap())
    : shape;

/** Lists only: everything else is asked for as the paper writes it. */
export function shapeAt(form: z.ZodType, path: string): z.ZodType | undefined {
  const found = path.split('.').reduce<unknown>((of, name) => {
    const at = bare(of);
    return at instanceof z.ZodObject ? Reflect.get(at.shape, name) : undefined;
  }, form);
  const list = bare(found);
  return list instanceof z.ZodArray ? list : undefined;
}
