export const byId = id => document.getElementById(id);

/** An element with properties and children; text is set as text, so nothing in it is read as HTML. */
export function el(name, properties = {}, ...children) {
  const { dataset, ...rest } = properties;
  const element = Object.assign(document.createElement(name), rest);
  Object.assign(element.dataset, dataset);
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

/** Redraws only when what is drawn has changed, so that focus, selection and open details stay. */
export function redrawer(draw) {
  let drawn;
  return shown => {
    const now = JSON.stringify(shown);
    if (now === drawn) return;
    drawn = now;
    draw(shown);
  };
}

export const clock = time => new Date(time).toLocaleTimeString([], { hour12: false });

/** Posts JSON and returns the answer; an Error says what the server had against it. */
export async function post(path, json, method = 'POST') {
  const response = await fetch(path, { method, body: JSON.stringify(json), headers: { 'Content-Type': 'application/json' } });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error || `${response.status} ${response.statusText}`);
  return answer;
}

/** Lets a form act instead of loading a page; while it acts its button is off, and a problem is told in it. */
export function onSubmit(form, act) {
  const problem = form.querySelector('.problem');
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const button = form.querySelector('[type=submit]');
    button.disabled = true;
    problem.textContent = '';
    try {
      await act();
    } catch (error) {
      problem.textContent = error.message;
    } finally {
      button.disabled = false;
    }
  });
}
