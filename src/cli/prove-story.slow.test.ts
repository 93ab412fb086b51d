import './prove-story.test.ts';
