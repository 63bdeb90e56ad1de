import { begun } from './blank.js';
import { Designer } from './designer.js';

/** Draws a process in the modeler, from its start to its end, and fills the forms of its tasks on the way. */
export async function fill(browser, file, templates, { name, steps }, picture) {
  const designer = await Designer.at(browser, file, begun(`filled-${name}`), templates);
  try {
    await designer.select('start');
    const last = steps.at(-1);
    let id;
    for (const step of steps) {
      id = await designer.append(step.template, step.words);
      for (const [action, ...said] of step.fill) await designer[action](...said);
    }
    const complaints = await designer.complaints();
    if (complaints.length) throw new Error(`The form ${name} of ${last.template} is complained of: ${complaints}`);
    await picture?.(designer);
    await designer.appendEnd();
    return await designer.save();
  } finally {
    await designer.leave();
  }
}
