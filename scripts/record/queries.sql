select t.a, u.b from values (1, 'x'), (2, 'y'), (null, 'z') t(a, c) join values (2, 'p'), (3, 'q'), (null, 'r') u(a, b) on t.a = u.a
select * from values (1, 'x'), (2, 'y'), (null, 'z') t(a, c) left join values (2, 'p'), (3, 'q'), (null, 'r') u(a, b) on t.a = u.a
select * from values (1, 'x'), (2, 'y'), (null, 'z') t(a, c) right join values (2, 'p'), (3, 'q'), (null, 'r') u(a, b) on t.a = u.a
select * from values (1, 'x'), (2, 'y'), (null, 'z') t(a, c) full outer join values (2, 'p'), (3, 'q'), (null, 'r') u(a, b) on t.a = u.a
select * from values (1, 'x'), (2, 'y') t(a, c) full outer join values (2, 'p'), (3, 'q') u(a, b) using (a)
select * from values (1, 'x'), (2, 'y') t(a, c) right join values (2, 'p'), (3, 'q') u(a, b) using (a)
select * from values (1, 'x'), (2, 'y') t(a, c) left semi join values (2, 'p'), (2, 'q') u(a, b) on t.a = u.a
select * from values (1, 'x'), (2, 'y') t(a, c) left anti join values (2, 'p'), (2, 'q') u(a, b) on t.a = u.a
select * from values (1, 'x'), (2, 'y') t(a, c) natural join values (2, 'p'), (3, 'q') u(a, b)
select * from values (1), (2) t(a) cross join values (3), (4) u(b)
select * from values (1), (2), (3) t(a) join values (2), (3) u(b) on t.a < u.b and t.a % 2 = 1
select * from values (1), (2) t(a), lateral (select a * 10 as b, a + 1 as c) s
select a, x from values (1, array(1, 2)), (2, array()), (3, null) t(a, xs) lateral view explode(xs) e as x
select a, x from values (1, array(1, 2)), (2, array()), (3, null) t(a, xs) lateral view outer explode(xs) e as x
select a, (select max(b) from values (1, 10), (1, 20), (2, 5) u(k, b) where u.k = t.a) m from values (1), (2), (3) t(a)
select * from values (1), (2), (null) t(a) where a in (select b from values (2), (3) u(b))
select * from values (1), (2), (null) t(a) where a not in (select b from values (2), (3) u(b))
select * from values (1), (2), (null) t(a) where a not in (select b from values (2), (null) u(b))
select * from values (1), (2), (3) t(a) where exists (select 1 from values (2), (3) u(b) where u.b = t.a)
select * from values (1), (2), (3) t(a) where not exists (select 1 from values (2), (3) u(b) where u.b = t.a) and a < 5
select a from values (1), (2), (2), (3) t(a) union select b from values (3), (4) u(b)
select a from values (1), (2), (2), (3) t(a) union all select b from values (3), (4) u(b)
select a from values (1), (2), (2), (3) t(a) intersect select b from values (2), (2), (3) u(b)
select a from values (1), (2), (2), (3) t(a) intersect all select b from values (2), (2), (3) u(b)
select a from values (1), (2), (2), (3) t(a) except select b from values (2) u(b)
select a from values (1), (2), (2), (3) t(a) except all select b from values (2) u(b)
select 1 as a, 'x' as b union all select 2.5, null
with t as (select * from values (1), (2), (3) v(a)), u as (select a * 2 as b from t) select t.a, u.b from t join u on t.a = u.b
select k, count(*), sum(v), avg(v), min(v), max(v), count(distinct v) from values ('a', 1), ('a', 2), ('b', null), ('b', 4), (null, 5) t(k, v) group by k order by k
select k, sum(v) s from values ('a', 1), ('a', 2), ('b', 4) t(k, v) group by k having s > 3 order by s desc
select k % 2 as p, count(*) from values (1), (2), (3) t(k) group by p order by p
select k % 2, count(*) from values (1), (2), (3) t(k) group by 1 order by 1
select k, j, sum(v) from values ('a', 'x', 1), ('a', 'y', 2), ('b', 'x', 4) t(k, j, v) group by rollup(k, j) order by k, j
select k, j, sum(v), grouping(k), grouping_id(k, j) from values ('a', 'x', 1), ('a', 'y', 2), ('b', 'x', 4) t(k, j, v) group by cube(k, j) order by k, j, 4, 5
select k, j, sum(v) from values ('a', 'x', 1), ('a', 'y', 2), ('b', 'x', 4) t(k, j, v) group by grouping sets ((k), (j), ()) order by k, j
select k, sum(v) from values ('a', 1), ('b', 4) t(k, v) group by all order by all
select sum(a), count(*) from values (1), (2) t(a) where a > 5
select k, collect_list(v), array_sort(collect_set(v)) from values ('a', 1), ('a', 1), ('a', null) t(k, v) group by k
select k, v, row_number() over (partition by k order by v) r, rank() over (order by k) rk, dense_rank() over (order by k) d, percent_rank() over (order by k) p, ntile(2) over (order by k, v) n from values ('a', 1), ('a', 2), ('b', 3) t(k, v) order by k, v
select v, sum(v) over (order by v) s, sum(v) over (order by v rows between 1 preceding and 1 following) w, avg(v) over () a, lag(v) over (order by v) l, lead(v, 2, -1) over (order by v) d, first_value(v) over (order by v desc) f from values (1), (2), (4), (4) t(v) order by v
select v, sum(v) over (order by v range between 1 preceding and current row) s, count(*) over (order by v range between 2 preceding and 1 following) c from values (1), (2), (4), (5), (9) t(v) order by v
select k, sum(v), sum(sum(v)) over (order by k) from values ('a', 1), ('b', 2), ('b', 3) t(k, v) group by k order by k
select * from values ('a', 'x', 1), ('a', 'y', 2), ('b', 'x', 4) t(k, j, v) pivot (sum(v) for j in ('x', 'y')) order by k
select * from values ('a', 'x', 1), ('a', 'y', 2), ('b', 'x', 4) t(k, j, v) pivot (sum(v) as s, count(v) as c for j in ('x' as ex, 'y')) order by k
select * from values ('a', 1, 2), ('b', 3, null) t(k, x, y) unpivot (v for name in (x, y)) order by k, name
select * from values ('a', 1, 2), ('b', 3, null) t(k, x, y) unpivot include nulls (v for name in (x as ex, y)) order by k, name
select distinct k, j from values (1, 2), (1, 2), (2, 3) t(k, j) order by k
select * from values (3), (1), (null), (2) t(a) order by a desc nulls first limit 3
select * from values (3), (1), (2) t(a) order by a limit 2 offset 1
select * except (b) from values (1, 2, 3) t(a, b, c)
select s.x, s.*, m['k'], xs[1] from values (named_struct('x', 1, 'y', 'p'), map('k', 5), array(7, 8)) t(s, m, xs)
select a as x, x + 1 as y, y * 2 as z from values (1) t(a)
from values (1), (2) t(a) |> where a > 1 |> extend a * 2 as b |> select b
select 1 + 1.5, 1 / 3, 7 div 2, 7 % 3, -7 % 3, 2147483647 + 1L, 1.10 * 2.5, cast(1 as decimal(10, 2)) / 3
select case when 1 > 2 then 'a' end, if(null, 1, 2), coalesce(null, null), nullif(1, 1), nvl2(null, 1, 2), 1 between 0 and 2, 3 in (1, null), 'a' like '_', null <=> null
select '2020-01-31' + interval 1 month, date'2020-01-31' + interval 1 month, date'2020-03-01' - date'2020-02-28', timestamp'2020-01-01 00:00:00' - interval 1 hour
select explode(map('a', 1, 'b', 2)), 5 as five
select stack(2, 'a', 1, 'b', 2) as (k, v)
select inline(array(struct(1, 'a'), struct(2, 'b')))
select nosuch from values (1) t(a)
select t.b from values (1) t(a)
select a from values (1) t(a), values (2) u(a)
select nosuch(1)
select upper(1, 2)
select a, sum(b) from values (1, 2) t(a, b)
select a, sum(b) from values (1, 2) t(a, b) group by b
select * from nosuch
select a from values (1) t(a) where a
select a from values (1) t(a) union select 1, 2
select array(1, 'a', date'2020-01-01')
select cast('x' as int)
select 1 / 0
select 2147483647 + 1
select element_at(array(1), 5)
select * from values (1) t(a) join values (2) u(b) on t.a = u.c
select sum(a) from values ('x') t(a)
