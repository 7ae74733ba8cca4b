// `<atlas-lesson-designs>`: the designs that the open lesson compares, one of which is active: for a figure, which has
// no room for the lesson's card.

import { css } from 'lit';
import { isLessonDesignFree, lessonDesignSet, openLesson } from '../../state';
import { choicesStyles, lineOfRadios } from '../controls/radios';
import { shared } from '../styles';
import { define, fields, viewOf } from '../view';

export class LessonDesignsView extends viewOf(
  fields('scenario', 'lessons', 'design', 'compare', 'activePlace', 'catalog', 'carried', 'preset'),
) {
  static override styles = [
    shared,
    choicesStyles,
    css`
      :host {
        display: flex;
        flex: 1;
        align-items: center;
        gap: 0.35rem;
      }
    `,
  ];

  protected override render() {
    const set = lessonDesignSet(this.state);
    const offered = (openLesson(this.state)?.designs ?? []).map(({ label }, index) => ({
      id: String(index),
      title: label,
      isOut: !isLessonDesignFree(this.state, index),
    }));
    return lineOfRadios(
      { label: 'Designs to compare' },
      offered,
      set === null ? undefined : String(set),
      (id) => this.dispatch({ type: 'lesson-design-chosen', index: Number(id) }),
    );
  }
}

define('atlas-lesson-designs', LessonDesignsView);
