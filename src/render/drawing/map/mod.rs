//! The map: places over outlines of the earth, as a whole and in steps closer.

mod frame;
mod ground;
mod outlines;
mod projection;

use super::filter;
use super::label::{Sign, labels};
use super::point::{Point, Rect};
use super::shape::shape;
use super::spread::spread;
use super::svg;
use crate::locale::Catalogue;
use crate::page::{Place, Places};
use crate::render::html::Node;
use frame::{Frame, groups};
use outlines::{Outlines, outlines};
use projection::Projection;

/// How many closer views of a kind there are at most.
const CLOSER: usize = 3;
/// How many views there are at most; `static/views.css` knows so many.
const VIEWS: usize = 6;
/// Places so near to each other, in degrees, share a closer view: about a country, about a valley.
const NEAR: [f64; 2] = [6.0, 0.4];
/// A closer view shows at most this part of what all places take.
const WORTH_IT: f64 = 0.5;
/// Least room between two signs' edges.
const GAP: f64 = 5.0;
/// Where the drawing ends and its list begins.
const AFTER: &str = "after-drawing";

/// One step of closeness.
struct View {
    name: String,
    frame: Frame,
}

/// The choice of a view, the views, and the list.
pub(super) fn nodes(places: &Places, rest: Vec<Node>, words: &Catalogue) -> Vec<Node> {
    let spots: Vec<Point> = places.places.iter().map(spot).collect();
    let views = views(&places.places, &spots, words);
    let outlines = outlines();
    // All places together are what one wants to see first.
    let first = usize::from(views.len() > 1);
    let mut choices = vec![filter::legend(words.text("map-views"))];
    let mut maps = Vec::new();
    for (n, view) in views.iter().enumerate() {
        choices.push(filter::radio("view", &n.to_string(), &view.name, n == first));
        let caption = match view.frame.projection {
            Projection::World => words.text("projection-world"),
            Projection::Around { .. } if view.frame.is_small() => words.text("projection-small"),
            Projection::Around { .. } => words.text("projection-around"),
        };
        let caption = Node::new("figcaption", vec![Node::text(caption)]);
        let mut parts = svg::scrolled(
            drawing(view, &places.places, &spots, &outlines, words),
            &view.name,
            words.text("drawing-skip"),
            AFTER,
        );
        parts.push(caption);
        maps.push(Node::new("figure", parts).with("class", format!("view view-{n}")));
    }
    let mut nodes = Vec::new();
    if views.len() > 1 {
        nodes.push(filter::fieldset(choices));
    }
    nodes.extend(maps);
    nodes.push(Node::new("div", rest).with("id", AFTER));
    nodes
}

fn spot(place: &Place) -> Point {
    Point { x: place.longitude, y: place.latitude }
}

/// The world, all places, and groups of them that lie close together.
fn views(places: &[Place], spots: &[Point], words: &Catalogue) -> Vec<View> {
    let mut views = vec![View { name: words.text("map-world").to_owned(), frame: Frame::world() }];
    let all = Frame::around(spots);
    if let Some(frame) = all {
        views.push(View { name: words.text("map-all").to_owned(), frame });
    }
    let shown = all.map_or(f64::MAX, |frame| frame.part.width());
    for radius in NEAR {
        let mut groups = groups(spots, radius);
        groups.retain(|group| group.len() > 1);
        // The first of a group is its most mentioned; a stable sort keeps those first.
        groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
        for group in groups.iter().take(CLOSER) {
            let members: Vec<Point> = group.iter().map(|&n| spots[n]).collect();
            let Some(frame) = Frame::around(&members) else { continue };
            let name = words.fill("map-around", "name", &places[group[0]].name);
            // A step that shows hardly less than one before is none.
            let like = views.iter().find(|view| view.name == name);
            let before = like.map_or(shown, |view| view.frame.part.width());
            if frame.part.width() < before * WORTH_IT {
                let name = if like.is_some() {
                    words.fill("map-near", "name", &places[group[0]].name)
                } else {
                    name
                };
                views.push(View { name, frame });
            }
        }
    }
    views.truncate(VIEWS);
    views
}

fn drawing(
    view: &View,
    places: &[Place],
    spots: &[Point],
    outlines: &[Outlines; 2],
    words: &Catalogue,
) -> Node {
    let frame = &view.frame;
    let detail = match frame.projection {
        Projection::World => &outlines[0],
        Projection::Around { .. } => &outlines[1],
    };
    let mut parts = ground::ground(frame, detail);
    parts.extend(ground::scale_bar(frame, words));
    parts.push(signs(frame, places, spots, words));
    svg::svg(frame.size(), &view.name, words.text("map-drawing-text"), parts)
}

fn signs(frame: &Frame, places: &[Place], spots: &[Point], words: &Catalogue) -> Node {
    let bounds = frame.bounds();
    let shown: Vec<(&Place, Point)> = places
        .iter()
        .zip(spots)
        .map(|(place, &spot)| (place, frame.place(spot)))
        .filter(|(_, at)| bounds.contains(&Rect { from: *at, to: *at }))
        .collect();
    let radii: Vec<f64> = shown.iter().map(|(place, _)| radius(place.mentions)).collect();
    let mut points: Vec<Point> = shown.iter().map(|(_, at)| *at).collect();
    spread(&mut points, &radii, GAP);
    let signs: Vec<Sign<'_>> = shown
        .iter()
        .zip(points.iter().zip(&radii))
        .map(|((place, _), (&at, &radius))| Sign { at, radius: radius * 1.2, words: &place.name })
        .collect();
    let labels = labels(&signs, &bounds);
    let mut parts = Vec::new();
    for (n, (place, at)) in shown.iter().enumerate() {
        let mut shapes = Vec::new();
        // A sign that had to give way says where it belongs.
        if at.minus(points[n]).length() > radii[n] {
            shapes.push(svg::line(*at, points[n]));
        }
        shapes.push(svg::target(points[n]));
        shapes.push(shape(place.kind, points[n], radii[n]));
        let text = svg::text(labels[n].at, labels[n].anchor, &place.name);
        shapes.push(if labels[n].fits { text } else { text.with("class", "quiet") });
        let name = format!("{} ({})", place.name, words.count("mentions", place.mentions));
        parts.push(svg::link(&place.href, format!("node k-{}", place.kind), &name, shapes));
    }
    Node::new("g", parts).with("class", "nodes")
}

/// Half a sign's width: its area grows with the mentions.
fn radius(mentions: usize) -> f64 {
    (4.0 + (mentions as f64).sqrt() * 0.5).min(11.0)
}
